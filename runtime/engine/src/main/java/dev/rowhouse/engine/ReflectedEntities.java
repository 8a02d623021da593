package dev.rowhouse.engine;

import dev.rowhouse.reflect.EntityShape;
import dev.rowhouse.reflect.EntityShape.Column;
import dev.rowhouse.reflect.EntityShape.ManyToMany;
import dev.rowhouse.reflect.EntityShape.ToMany;
import dev.rowhouse.reflect.EntityShape.ToOne;
import dev.rowhouse.reflect.Reflection;
import dev.rowhouse.reflect.TableName;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.boot.jaxb.Origin;
import org.hibernate.boot.jaxb.SourceType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmBagCollectionType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmBasicAttributeType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmColumnType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmCompositeIdType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmCompositeKeyBasicAttributeType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmGeneratorSpecificationType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmHibernateMapping;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmKeyType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmManyToManyCollectionElementType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmManyToOneType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmOneToManyCollectionElementType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmRootEntityType;
import org.hibernate.boot.jaxb.hbm.spi.JaxbHbmSimpleIdType;
import org.hibernate.boot.jaxb.spi.Binding;
import org.hibernate.tuple.GenerationTiming;

/**
 * From reflected tables to Hibernate's entities without classes, whose rows are maps.
 *
 * <p>Hibernate takes such entities in three forms. This one, its older document as objects, is the only one that can say
 * everything here: the newer {@code mapping.xml} of 7.4 knows no composite keys and no bytes for entities without classes,
 * and its own model of tables is for Hibernate itself.
 */
final class ReflectedEntities {
    private final JaxbHbmHibernateMapping document = new JaxbHbmHibernateMapping();

    private ReflectedEntities() {
        document.setAutoImport(true);
        document.setDefaultLazy(true);
    }

    /** The entities of a reflection, as Hibernate takes them. */
    static Binding<JaxbHbmHibernateMapping> of(Reflection reflection) {
        var entities = new ReflectedEntities();
        reflection.entities().forEach(shape -> entities.document.getClazz().add(entity(shape)));
        return new Binding<>(entities.document, new Origin(SourceType.OTHER, "reflected tables"));
    }

    private static JaxbHbmRootEntityType entity(EntityShape shape) {
        var entity = new JaxbHbmRootEntityType();
        entity.setEntityName(shape.name());
        place(shape.table(), entity::setCatalog, entity::setSchema, entity::setTable);
        entity.setMutable(!shape.readOnly());
        // Columns that nobody names keep the database's default, and those that nobody changed are left alone.
        entity.setDynamicInsert(true);
        entity.setDynamicUpdate(true);
        key(shape, entity);
        shape.columns()
                .stream()
                .filter(column -> column.attribute().isPresent() && !column.attribute().get().equals(shape.keyName()))
                .forEach(column -> entity.getAttributes().add(attribute(shape, column)));
        shape.toOne().forEach(toOne -> entity.getAttributes().add(toOne(toOne)));
        shape.toMany().forEach(toMany -> entity.getAttributes().add(toMany(toMany)));
        shape.manyToMany().forEach(join -> entity.getAttributes().add(manyToMany(join)));
        return entity;
    }

    private static void place(
            TableName table,
            Consumer<String> catalog,
            Consumer<String> schema,
            Consumer<String> name) {
        table.catalog().map(ReflectedEntities::quoted).ifPresent(catalog);
        table.schema().map(ReflectedEntities::quoted).ifPresent(schema);
        name.accept(quoted(table.name()));
    }

    private static String quoted(String name) {
        return "`" + name + "`";
    }

    private static void key(EntityShape shape, JaxbHbmRootEntityType entity) {
        if (shape.key().size() == 1) {
            var column = shape.column(shape.keyName()).orElseThrow();
            var id = new JaxbHbmSimpleIdType();
            id.setName(shape.keyName());
            id.setColumnAttribute(quoted(column.name()));
            id.setTypeAttribute(ReflectedTypes.name(column.type()));
            var generator = new JaxbHbmGeneratorSpecificationType();
            generator.setClazz(shape.counted() ? CountedKey.class.getName() : "assigned");
            id.setGenerator(generator);
            id.setUnsavedValue("undefined");
            entity.setId(id);
            return;
        }
        boolean wholeRow = shape.key().isEmpty();
        var id = new JaxbHbmCompositeIdType();
        id.setName(shape.keyName());
        var columns = wholeRow ? shape.columns()
                : shape.key().stream().map(attribute -> shape.column(attribute).orElseThrow()).toList();
        for (var column : columns) {
            var part = new JaxbHbmCompositeKeyBasicAttributeType();
            part.setName(column.attribute().orElseThrow());
            part.setColumnAttribute(quoted(column.name()));
            part.setTypeAttribute(wholeRow ? CellType.class.getName() : ReflectedTypes.name(column.type()));
            id.getKeyPropertyOrKeyManyToOne().add(part);
        }
        entity.setCompositeId(id);
    }

    /** The parts of a composite key are in the key; here they can be read and queried without it. */
    @SuppressWarnings("removal") // What the document wants has no successor that it takes.
    private static JaxbHbmBasicAttributeType attribute(EntityShape shape, Column column) {
        var attribute = new JaxbHbmBasicAttributeType();
        var name = column.attribute().orElseThrow();
        boolean inKey = shape.key().contains(name) || shape.key().isEmpty();
        attribute.setName(name);
        attribute.setColumnAttribute(quoted(column.name()));
        attribute.setTypeAttribute(ReflectedTypes.name(column.type()));
        attribute.setInsert(!inKey && !column.computed());
        attribute.setUpdate(!inKey && !column.computed());
        if (column.computed() && !shape.readOnly()) {
            attribute.setGenerated(GenerationTiming.ALWAYS);
        }
        return attribute;
    }

    private static JaxbHbmManyToOneType toOne(ToOne toOne) {
        var attribute = new JaxbHbmManyToOneType();
        attribute.setName(toOne.name());
        attribute.setEntityName(toOne.target());
        toOne.columns().forEach(column -> attribute.getColumnOrFormula().add(column(column)));
        toOne.targetAttribute().ifPresent(attribute::setPropertyRef);
        attribute.setInsert(toOne.writable());
        attribute.setUpdate(toOne.writable());
        return attribute;
    }

    private static JaxbHbmBagCollectionType toMany(ToMany toMany) {
        var elements = new JaxbHbmOneToManyCollectionElementType();
        elements.setEntityName(toMany.source());
        var key = key(toMany.columns());
        toMany.ownAttribute().ifPresent(key::setPropertyRef);
        var attribute = new JaxbHbmBagCollectionType();
        attribute.setName(toMany.name());
        attribute.setInverse(true);
        attribute.setKey(key);
        attribute.setOneToMany(elements);
        return attribute;
    }

    private static JaxbHbmBagCollectionType manyToMany(ManyToMany join) {
        var elements = new JaxbHbmManyToManyCollectionElementType();
        elements.setEntityName(join.target());
        join.targetColumns().forEach(column -> elements.getColumnOrFormula().add(column(column)));
        var attribute = new JaxbHbmBagCollectionType();
        attribute.setName(join.name());
        place(join.table(), attribute::setCatalog, attribute::setSchema, attribute::setTable);
        attribute.setInverse(!join.writable());
        attribute.setKey(key(join.columns()));
        attribute.setManyToMany(elements);
        return attribute;
    }

    private static JaxbHbmKeyType key(List<String> columns) {
        var key = new JaxbHbmKeyType();
        columns.forEach(column -> key.getColumn().add(column(column)));
        return key;
    }

    private static JaxbHbmColumnType column(String name) {
        var column = new JaxbHbmColumnType();
        column.setName(quoted(name));
        return column;
    }
}
