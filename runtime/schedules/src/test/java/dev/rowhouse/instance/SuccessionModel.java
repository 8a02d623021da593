package dev.rowhouse.instance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * An instance that serves and takes other forms, some of which can't start, while several threads ask it. What its starts open notices it
 * when it is used after it was closed, closed twice, or opened beside more than may be. A start runs on the thread that asks for it.
 */
@SuppressWarnings("IdentifierName")
public abstract class SuccessionModel {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger standing = new AtomicInteger();
    private final AtomicInteger forms = new AtomicInteger();
    private final Succession<Shape, House> succession = new Succession<>(new Shape(0, true),
            shape -> new LifeCycle<>(new Owner(shape), Inline::new, (task, delay) -> {}, new StandingClock()),
            shape -> {}, new StandingClock());

    /** @param sound whether it can start */
    private record Shape(int number, boolean sound) {}

    /** It serves at first. */
    SuccessionModel() {
        try {
            succession.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many may be open at once. */
    abstract int most();

    /** Whether a request was answered. */
    boolean ask() throws InterruptedException {
        return succession.use(House::visit);
    }

    /** Whether who is in office now has answered, whoever comes next. */
    boolean askOnlyOnce() throws InterruptedException {
        return succession.tenure().cycle().use(House::visit);
    }

    /** Takes another form. */
    @Operation
    public void change() throws InterruptedException {
        replace(true);
    }

    /** Tries to take a form that can't start. */
    @Operation
    public void changeInVain() throws InterruptedException {
        replace(false);
    }

    private void replace(boolean sound) throws InterruptedException {
        succession.replace(_ -> new Shape(forms.incrementAndGet(), sound), (_, _) -> most() > 1, LONG, LONG, LONG);
    }

    /** Restarts it. */
    @Operation
    public void restart() throws InterruptedException {
        succession.restart(LONG, LONG);
    }

    /** Ends it for good. */
    @Operation
    public void stop() throws InterruptedException {
        succession.end(LONG, LONG);
    }

    /** At the end one house is open, or none if it was stopped. */
    @Validate
    public void validate() {
        var phase = succession.tenure().cycle().life().phase();
        if (succession.isChanging() || standing.get() != (phase == Phase.SERVING ? 1 : 0)) {
            throw new IllegalStateException("%d houses are open though it is %s".formatted(standing.get(), phase));
        }
    }

    private final class Owner implements LifeCycle.Owner<House> {
        private final Shape shape;

        Owner(Shape shape) {
            this.shape = shape;
        }

        @Override
        public Duration patience() {
            return LONG;
        }

        @Override
        public House open(boolean again) {
            if (!shape.sound()) {
                throw new IllegalStateException("broken");
            }
            return new House(new Door.Sound(), standing, most());
        }

        @Override
        public String explain(Throwable failure) {
            return "";
        }

        @Override
        public void entered(Life<House> life) {}

        @Override
        public void overdue(Duration waited) {}
    }

    /** The new form is opened before the old one is closed. */
    public static class Beside extends SuccessionModel {
        @Override
        int most() {
            return 2;
        }

        /** Whether a request was answered. */
        @Operation
        public boolean request() throws InterruptedException {
            return ask();
        }
    }

    /** The new form is opened after the old one is closed. */
    public static final class After extends Beside {
        @Override
        int most() {
            return 1;
        }
    }

    /** A planted bug: who comes at the wrong moment doesn't look for the next form. */
    public static final class Forgetful extends Beside {
        @Override
        boolean ask() throws InterruptedException {
            return askOnlyOnce();
        }
    }

    /** What it does, one thing after another: it answers until it is stopped. */
    public static final class Specification {
        private boolean closed;

        public void change() {}

        public void changeInVain() {}

        public void restart() {}

        public boolean request() {
            return !closed;
        }

        public void stop() {
            closed = true;
        }
    }
}
