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
        var exact = new BigDecimal(number.toString());
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
        if (target == double.class || target == Double.class) {
            return number.doubleValue();
        }
        if (target == float.class || target == Float.class) {
            return number.floatValue();
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
}
