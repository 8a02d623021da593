package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many orders of the steps of several threads, chosen by Lincheck: whatever comes of them could have come if one thing had been done
 * after another, and nothing is used after it was closed. What is planted is found.
 */
class InstanceSchedulesTest {
    /** How many orders of one scenario are tried. */
    private static final int ORDERS = 100;

    private static ModelCheckingOptions options(int scenarios) {
        return new ModelCheckingOptions().iterations(scenarios)
                .invocationsPerIteration(ORDERS)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1);
    }

    private static ModelCheckingOptions options() {
        return options(scenarios());
    }

    private static int scenarios() {
        return Integer.getInteger("rowhouse.scenarios", 5);
    }

    private static void findsItIn(Class<?> model, Class<?> specification, String complaint) {
        assertThatThrownBy(
                () -> options(500).minimizeFailedScenario(false).sequentialSpecification(specification).check(model))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void startsRequestsPassivationsAndStopsComeInAnyOrder() {
        options().sequentialSpecification(InstanceModel.Specification.class).check(InstanceModel.Sound.class);
    }

    @Test
    void startsThatFailLeaveNothingBehind() {
        options().check(InstanceModel.Failing.class);
    }

    @Test
    void findsWhatIsPassivatedWhileItIsUsed() {
        findsItIn(InstanceModel.PassivatesWhileUsed.class, InstanceModel.Specification.class,
                "a house is used after it was closed");
    }

    @Test
    void nothingThatIsUsedRests() {
        // Its steps are few and quick, and a time that is noted late shows in one scenario of many.
        options(20 * scenarios()).check(PresenceModel.Sound.class);
    }

    @Test
    void findsWhatRestsThoughSomethingWasLeftBehind() {
        assertThatThrownBy(() -> options(500).minimizeFailedScenario(false).check(PresenceModel.CountsNoVisits.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("it rests while it is used");
    }

    @Test
    void requestsAreAnsweredWhileTheNewFormStartsBesideTheOldOne() {
        options().sequentialSpecification(SuccessionModel.Specification.class).check(SuccessionModel.Beside.class);
    }

    @Test
    @Tag("heavy")
    void requestsAreAnsweredWhereTheOldFormIsClosedFirst() {
        options().sequentialSpecification(SuccessionModel.Specification.class).check(SuccessionModel.After.class);
    }

    @Test
    @Tag("heavy")
    void findsARequestThatDoesNotLookForTheNextForm() {
        findsItIn(SuccessionModel.Forgetful.class, SuccessionModel.Specification.class, "request");
    }

    @Test
    void theGateKeepsCount() {
        options().sequentialSpecification(GateModel.Specification.class).check(GateModel.Sound.class);
    }

    @Test
    void nobodyWhoWaitsIsForgotten() {
        options().check(QueueModel.class);
    }

    @Test
    @Tag("heavy")
    void findsAGuestWhoGaveUpAndWasLetIn() {
        assertThatThrownBy(() -> options(500).minimizeFailedScenario(false).check(QueueModel.GivesUpTooLate.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("a guest heard two things");
    }

    @Test
    void findsAGateThatAdmitsTooMany() {
        findsItIn(GateModel.AdmitsTooMany.class, GateModel.Specification.class, "ADMITTED");
    }
}
