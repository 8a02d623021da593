package dev.rowhouse.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Gives the operating system back what reading a long file took: the heap grows while that makes garbage, and would stay so large, four to
 * eight times what is left. One collection of all of it, before anybody is answered.
 */
final class HeapTrim {
    /** Shorter files make less than the heap that a process begins with. */
    private static final int MANY = 10_000;

    private static final String LEAST = "MinHeapFreeRatio";
    private static final String MOST = "MaxHeapFreeRatio";

    private HeapTrim() {}

    /** Trims the heap, if so many instances may have left enough. */
    static void after(int instances) {
        if (instances >= MANY) {
            trim(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
        }
    }

    /** How much may stay free is an option that may change while a JVM runs; later collections find it as it was. */
    private static void trim(HotSpotDiagnosticMXBean machine) {
        var least = machine.getVMOption(LEAST).getValue();
        var most = machine.getVMOption(MOST).getValue();
        machine.setVMOption(LEAST, "10");
        machine.setVMOption(MOST, "30");
        try {
            System.gc();
        } finally {
            machine.setVMOption(MOST, most);
            machine.setVMOption(LEAST, least);
        }
    }
}
