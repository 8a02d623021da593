package dev.rowhouse.instance.rest;

/** An instance can't start now: as many hold something as may, and none of them could rest in time. */
public final class NoVacancyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    NoVacancyException(String message, boolean forGood) {
        super(message);
        this.forGood = forGood;
    }

    /** Whether there will be no room any more, because the composite ends. */
    public boolean isForGood() {
        return forGood;
    }
}
