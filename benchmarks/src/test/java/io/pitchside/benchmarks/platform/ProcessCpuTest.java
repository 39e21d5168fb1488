package io.pitchside.benchmarks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessCpuTest {
    private static final String STAT =
            "4711 (a b) (c) S 1 4711 4711 0 -1 4194304 5 6 7 8 123 45 0 0 20 0 99 0 100 200 300";

    @Test
    void cpuTimeIsUserAndSystemTicksBehindTheName() {
        assertThat(ProcessCpu.cpuUs(STAT)).isEqualTo((123 + 45) * 10_000L);
    }

    @Test
    void memoryIsReadInMegabytes() {
        String status = "Name:\tjava\nVmHWM:\t 2097152 kB\nVmRSS:\t 1048576 kB\n";

        assertThat(ProcessCpu.megabytes(status, "VmRSS:")).isEqualTo(1024);
        assertThat(ProcessCpu.megabytes(status, "VmHWM:")).isEqualTo(2048);
        assertThat(ProcessCpu.megabytes(status, "VmSwap:")).isZero();
    }

    @Test
    void wholeNamesComeFromTheThreadDump() {
        String dump = """
                Full thread dump OpenJDK 64-Bit Server VM (17.0.15):

                "kafka-producer-network-thread | producer-1" #77 daemon prio=5 os_prio=0 cpu=12.30ms elapsed=9.11s tid=0x00007f nid=0x1267 runnable  [0x00]
                   java.lang.Thread.State: RUNNABLE

                "C2 CompilerThread0" os_prio=0 cpu=99.0ms elapsed=9.1s tid=0x00007e nid=0x1268 waiting on condition
                """;

        assertThat(ProcessCpu.javaNames(dump))
                .containsOnly(
                        Map.entry(0x1267L, "kafka-producer-network-thread | producer-1"),
                        Map.entry(0x1268L, "C2 CompilerThread0"));
    }

    @Test
    void timeIsSplitByHopAndEndedThreadsCountAsOther() {
        ProcessCpu cpu = ProcessCpu.of(1);
        Map<Long, String> names = Map.of(1L, "C2 CompilerThre", 2L, "GC Thread#0", 3L, "GC Thread#1");
        ProcessCpu.Sample before = new ProcessCpu.Sample(1_000, Map.of(1L, 100L, 2L, 50L), names, 10, 10);
        ProcessCpu.Sample after = new ProcessCpu.Sample(2_000, Map.of(1L, 400L, 2L, 250L, 3L, 50L), names, 10, 10);

        assertThat(cpu.byHop(before, after))
                .containsOnly(Map.entry(Hop.JIT, 300L), Map.entry(Hop.GC, 250L), Map.entry(Hop.OTHER, 450L));
    }

    @Test
    void thisProcessCanBeSampled() {
        ProcessCpu.Sample sample = ProcessCpu.of(ProcessHandle.current().pid()).sample();

        assertThat(sample.totalUs()).isPositive();
        assertThat(sample.rssMb()).isBetween(1L, sample.rssMbMax());
        assertThat(sample.comms()).containsValue("java");
    }

    @Test
    void busyShareOfTheMachineLeavesIdleAndWaitingOut() {
        MachineCpu then = MachineCpu.of("cpu  100 0 100 800 0 0 0 0 7 7");
        MachineCpu now = MachineCpu.of("cpu  160 0 120 1010 10 0 0 0 8 8");

        assertThat(now.busyPercentSince(then)).isEqualTo(27);
        assertThat(now.busyPercentSince(now)).isZero();
    }
}
