package io.pitchside.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of docs/architecture.md that a compiler does not know. A rule that is in your way is worth a conversation:
 * change it here with the reason beside it, or change the code.
 */
@AnalyzeClasses(packages = "io.pitchside", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Which of our modules each module may see. */
    private static final Map<String, Set<String>> SEES = Map.of(
            "model", Set.of(),
            "stores", Set.of("model"),
            "connectors", Set.of("model", "stores"),
            "jobs", Set.of("model"),
            "simulator", Set.of("model"),
            "web", Set.of("model", "stores"),
            "app", Set.of("model", "stores", "connectors", "jobs", "simulator", "web"));

    private static final Set<String> ASSEMBLERS =
            Set.of("io.pitchside.app.Main", "io.pitchside.web.PitchsideServer", "io.pitchside.web.WebParts");

    private static final Pattern NAME_WITHOUT_A_JOB =
            Pattern.compile("(.*[a-z0-9])?(Utils?|Common|Helpers?|Manager|Impl|Base|DTO|Dto)([A-Z].*)?");

    private static final Set<String> PACKAGES_WITHOUT_A_JOB =
            Set.of("util", "utils", "common", "commons", "helper", "helpers", "manager", "impl", "base", "dto", "misc");

    /** Where time and chance come in: everything else takes them as arguments. */
    private static final DescribedPredicate<JavaClass> EDGES =
            resideInAnyPackage("io.pitchside.app..", "io.pitchside.connectors..", "io.pitchside.testing..");

    @ArchTest
    static void modulesSeeOnlyWhatTheyMay(JavaClasses all) {
        SEES.forEach((module, seen) -> {
            String[] hidden = SEES.keySet().stream()
                    .filter(other -> !other.equals(module) && !seen.contains(other))
                    .map(other -> "io.pitchside." + other + "..")
                    .toArray(String[]::new);
            if (hidden.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("io.pitchside." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(hidden)
                        .because(
                                "connectors, jobs and web meet in topics only; what two of them need is an event of model")
                        .check(all);
            }
        });
    }

    @ArchTest
    static final ArchRule flinkStaysInJobs = noClasses()
            .that()
            .resideOutsideOfPackages("io.pitchside.jobs..", "io.pitchside.app.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..")
            .because(
                    "jobs computes with Flink and app.embedded runs it; anybody else reads the topics that the jobs write");

    @ArchTest
    static final ArchRule connectStaysInConnectors = noClasses()
            .that()
            .resideOutsideOfPackages("io.pitchside.connectors..", "io.pitchside.app.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.connect..")
            .because("a front door or a sink is a connector in connectors; app.embedded runs the worker");

    @ArchTest
    static final ArchRule sqlStaysInStores = noClasses()
            .that()
            .resideOutsideOfPackage("io.pitchside.stores..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..")
            .because("a store is read and written by a class of stores, which the others call");

    @ArchTest
    static final ArchRule nobodyAsksTheWallClock = noClasses()
            .that(DescribedPredicate.not(EDGES))
            .should(callMethodWhere(describe("it reads the wall clock", ArchitectureTest::readsTheClock)))
            .because(
                    "the same log must give the same result: take a Clock or a time as an argument. Exempt are app, which"
                            + " makes the clock, and connectors, which stamp what comes in");

    @ArchTest
    static final ArchRule nobodyDrawsUnseededNumbers = noClasses()
            .that(DescribedPredicate.not(EDGES))
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .because("a run must be repeatable: take a seed. Exempt are app (tokens) and connectors (a client id for a"
                    + " device that names none)");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .that(DescribedPredicate.not(EDGES))
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("wait for what you wait for. Exempt is app, which watches servers that only answer when asked");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.pitchside.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    describe("what puts a module together", type -> ASSEMBLERS.contains(type.getFullName())),
                    resideInAPackage("io.pitchside.."))
            .because("of two packages that need each other, one cannot be understood first. Exempt are the classes that"
                    + " construct the parts of a module, which nobody but main needs");

    @ArchTest
    static final ArchRule namesSayWhatAThingDoes = classes()
            .should(satisfy("have a name of the field", ArchitectureTest::hasAJob))
            .because(
                    "Util, Common, Helper, Manager, Impl, Base and DTO say that a thing has no job yet: name what it does");

    @ArchTest
    static final ArchRule staticFieldsAreConstants = fields().that(modifier(JavaModifier.STATIC))
            .should()
            .beFinal()
            .andShould(beOfATypeThatHoldsNoState())
            .because("two platforms in one JVM must not share anything: pass state through constructors");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(satisfy("be in a package that is @NullMarked", ArchitectureTest::isNullMarked))
            .because(
                    "null means something only where @Nullable stands: add a package-info.java that says what the package"
                            + " is for");

    private static boolean readsTheClock(JavaMethodCall call) {
        String owner = call.getTargetOwner().getFullName();
        boolean now = call.getName().equals("now")
                && owner.startsWith("java.time.")
                && call.getTarget().getRawParameterTypes().isEmpty();
        boolean millis = owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
        boolean systemClock =
                owner.equals(Clock.class.getName()) && call.getName().startsWith("system");
        return now || millis || systemClock;
    }

    private static boolean hasAJob(JavaClass type) {
        boolean packageHasOne =
                Set.of(type.getPackageName().split("\\.", -1)).stream().noneMatch(PACKAGES_WITHOUT_A_JOB::contains);
        return packageHasOne
                && !NAME_WITHOUT_A_JOB.matcher(type.getSimpleName()).matches();
    }

    private static boolean isNullMarked(JavaClass type) {
        JavaPackage itsPackage = type.getPackage();
        return itsPackage.tryGetPackageInfo().isPresent() && itsPackage.isAnnotatedWith(NullMarked.class);
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> test) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, test.test(type), type.getDescription() + " should " + description));
            }
        };
    }

    private static ArchCondition<JavaField> beOfATypeThatHoldsNoState() {
        return new ArchCondition<>("be of a type that holds no state") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean atomic = type.getPackageName().equals("java.util.concurrent.atomic")
                        && !type.getSimpleName().endsWith("FieldUpdater");
                boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
                boolean stateful = atomic
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(StringBuilder.class)
                        || (collection && !type.isInterface());
                events.add(new SimpleConditionEvent(
                        field, !stateful, field.getDescription() + " is of the mutable type " + type.getName()));
            }
        };
    }
}
