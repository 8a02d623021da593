package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How much memory of the machine a process has, as Linux tells it. */
final class ResidentSet {
    private ResidentSet() {}

    /** In bytes; empty where there is no {@code /proc}. */
    static OptionalDouble of(ProcessHandle process) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.isReadable(status) ? parse(Files.readString(status)) : OptionalDouble.empty();
    }

    /** Reads the line {@code VmRSS:   123456 kB}. */
    static OptionalDouble parse(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * Unit.KB)
                .findFirst();
    }
}
