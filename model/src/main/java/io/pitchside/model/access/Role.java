package io.pitchside.model.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a signed-in person is allowed to see and do. */
public enum Role {
    COACH(false, false),
    MEDICAL(true, false),
    SCOUT(false, false),
    ANALYST(false, false),
    OPERATOR(false, true),
    ADMIN(true, true);

    private final boolean medical;
    private final boolean operates;

    Role(boolean medical, boolean operates) {
        this.medical = medical;
        this.operates = operates;
    }

    /** Whether fields marked {@link Medical} are shown. */
    public boolean mayReadMedical() {
        return medical;
    }

    /** Whether match set-ups may be written and dead letters read. */
    public boolean mayOperate() {
        return operates;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
