package dev.rowhouse.server;

import dev.rowhouse.control.Changes;
import dev.rowhouse.control.RefusedException;
import dev.rowhouse.control.Reload;
import java.io.UncheckedIOException;

/** Lets who operates a composite bring it in line with its file. Safe for use by many threads. */
final class CompositeReload implements Reload {
    private final Reloading reloading;

    CompositeReload(Reloading reloading) {
        this.reloading = reloading;
    }

    @Override
    public Changes plan() {
        return reloading.plan();
    }

    @Override
    public Changes apply() {
        return carryOut(reloading::apply);
    }

    @Override
    public Changes undo() {
        return carryOut(reloading::undo);
    }

    private interface Step {
        Changes take() throws InterruptedException;
    }

    private static Changes carryOut(Step step) {
        try {
            return step.take();
        } catch (IllegalStateException e) {
            throw RefusedException.conflict(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw RefusedException.conflict("files could not be read or written: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedException.conflict("the composite ends; look whether all of it was carried out");
        }
    }
}
