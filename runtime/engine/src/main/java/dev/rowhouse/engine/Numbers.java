package dev.rowhouse.engine;

import java.math.BigDecimal;
import java.math.BigInteger;

/** From one kind of number to another. */
final class Numbers {
    private Numbers() {}

    /**
     * The same number as another kind of number.
     *
     * @throws ArithmeticException if something of it would get lost
     * @throws ClassCastException if the type is none of a number
     */
    static Object to(Class<?> target, Number number) {
        if (target.isInstance(number)) {
            return number;
        }
        if (target == String.class) {
            return number.toString();
        }
        if (target == double.class || target == Double.class) {
            return same(number, number.doubleValue());
        }
        if (target == float.class || target == Float.class) {
            return same(number, number.floatValue());
        }
        var exact = exact(number);
        if (target == long.class || target == Long.class) {
            return exact.longValueExact();
        }
        if (target == int.class || target == Integer.class) {
            return exact.intValueExact();
        }
        if (target == short.class || target == Short.class) {
            return exact.shortValueExact();
        }
        if (target == byte.class || target == Byte.class) {
            return exact.byteValueExact();
        }
        if (target == BigDecimal.class) {
            return exact;
        }
        if (target == BigInteger.class) {
            return exact.toBigIntegerExact();
        }
        if (target == boolean.class || target == Boolean.class) {
            return exact.signum() != 0;
        }
        throw new ClassCastException();
    }

    /** The fraction of a decimal number is seldom a fraction of two; a whole number must stay what it is. */
    private static Number same(Number number, Number floating) {
        boolean fits = Double.isFinite(floating.doubleValue()) || !Double.isFinite(number.doubleValue());
        boolean whole = number instanceof Long || number instanceof Integer || number instanceof BigInteger;
        if (!fits || (whole && exact(floating).compareTo(exact(number)) != 0)) {
            throw new ArithmeticException("the number can't be that exact");
        }
        return floating;
    }

    private static BigDecimal exact(Number number) {
        if (!Double.isFinite(number.doubleValue()) && (number instanceof Double || number instanceof Float)) {
            throw new ArithmeticException("not a finite number");
        }
        return new BigDecimal(number.toString());
    }
}
