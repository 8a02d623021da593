package dev.rowhouse.engine;

import dev.rowhouse.reflect.EntityShape.Column;
import dev.rowhouse.reflect.Reflection;
import dev.rowhouse.reflect.ValueType;
import dev.rowhouse.reflect.ValueType.Storage;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.boot.MetadataBuilder;
import org.hibernate.type.BasicArrayType;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.java.ArrayJavaType;
import org.hibernate.type.descriptor.java.EnumJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.ArrayJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.hibernate.type.internal.BasicTypeImpl;
import org.hibernate.type.spi.TypeConfiguration;

/** Hibernate's types for the values of reflected columns, by names that its documents can use. */
final class ReflectedTypes {
    private final TypeConfiguration types;
    private final Optional<Product> product;

    private ReflectedTypes(TypeConfiguration types, Optional<Product> product) {
        this.types = types;
        this.product = product;
    }

    /** What a document calls a type. */
    static String name(ValueType type) {
        return switch (type.storage()) {
            case STANDARD -> type.java().isEnum() ? registered(type) : standard(type.java());
            case CHARACTERS -> "materialized_clob";
            case BYTES -> "materialized_blob";
            case PADDED, JSON, TEXT, LOOSE, ARRAY -> registered(type);
        };
    }

    private static String standard(Class<?> java) {
        return java == byte[].class ? "binary" : java.getName();
    }

    private static String registered(ValueType type) {
        return "reflected " + type.storage() + " " + type.java().getName();
    }

    /** Makes the types that Hibernate has no name for. */
    static void register(Reflection reflection, Optional<Product> product, MetadataBuilder builder) {
        builder.applyTypes((contributions, _) -> {
            var reflected = new ReflectedTypes(contributions.getTypeConfiguration(), product);
            reflection.entities()
                    .stream()
                    .flatMap(shape -> shape.columns().stream())
                    .map(Column::type)
                    .distinct()
                    .filter(type -> name(type).equals(registered(type)))
                    .forEach(reflected::register);
        });
    }

    private void register(ValueType type) {
        types.getBasicTypeRegistry().register(create(type), registered(type));
    }

    private BasicType<?> create(ValueType type) {
        return type.storage() == Storage.ARRAY ? array(type.java().getComponentType())
                : basic(javaType(type.java()), jdbcType(type));
    }

    private static <T> BasicType<T> basic(JavaType<T> javaType, JdbcType jdbcType) {
        return new BasicTypeImpl<>(javaType, jdbcType);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // Hibernate's type for arrays is written for arrays of one known type.
    private BasicType<?> array(Class<?> element) {
        BasicType base = Objects.requireNonNull(types.getBasicTypeRegistry().getRegisteredType(element.getName()));
        return new BasicArrayType(base, new ArrayJdbcType(base.getJdbcType()), new ArrayJavaType(base));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // A class that is an enum is the class of an enum.
    private JavaType<?> javaType(Class<?> java) {
        return java.isEnum() ? new EnumJavaType(java) : types.getJavaTypeRegistry().resolveDescriptor(java);
    }

    private JdbcType jdbcType(ValueType type) {
        return switch (type.storage()) {
            case TEXT -> product.filter(known -> known == Product.POSTGRESQL).isPresent() ? TextJdbcType.UNTYPED
                    : TextJdbcType.PLAIN;
            case PADDED -> TextJdbcType.PADDED;
            case JSON -> TextJdbcType.JSON;
            case LOOSE -> LooseJdbcType.of(type.java());
            case STANDARD, CHARACTERS, BYTES, ARRAY -> VarcharJdbcType.INSTANCE;
        };
    }
}
