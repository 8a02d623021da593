package dev.rowhouse.bench;

import java.io.IOException;
import java.util.List;

/** Makes tables. */
interface Benchmark {
    /**
     * Measures.
     *
     * @param setting where, and how much
     * @return the tables; a subject that fails is said in its table
     * @throws InterruptedException if the thread is told to stop meanwhile
     * @throws IOException if files can't be written
     */
    List<Table> measure(Setting setting) throws InterruptedException, IOException;
}
