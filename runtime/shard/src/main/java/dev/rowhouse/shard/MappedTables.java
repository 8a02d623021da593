package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;

/** What a mapping says of its tables: in which the key is, and which rows of the others belong to a row of those. */
final class MappedTables {
    private static final String ALL = "*";

    private final Map<String, String> shardBy;
    private final Map<String, MappedTable> tables = new LinkedHashMap<>();

    private MappedTables(Map<String, String> shardBy) {
        this.shardBy = shardBy;
    }

    /**
     * One table.
     *
     * @param entity whose rows it has, or a part of them
     * @param name as it stands in SQL
     * @param key the column that decides, if it is one of this table
     * @param owner the table that its rows belong to, if not
     * @param columns those that point there, or that are the key of an entity's rows
     * @param ownerColumns those that they point to
     */
    record MappedTable(
            String entity,
            String name,
            Optional<SelectableMapping> key,
            Optional<String> owner,
            List<String> columns,
            List<String> ownerColumns) {}

    /**
     * The tables of all entities.
     *
     * @param shardBy the attribute that decides, by the name of the entity; {@code *} for those not named
     * @throws MoveException if it can't be told for one of them
     */
    static List<MappedTable> of(SessionFactoryImplementor factory, Map<String, String> shardBy) {
        var found = new MappedTables(shardBy);
        var metamodel = factory.getMappingMetamodel();
        metamodel.forEachEntityDescriptor(entity -> {
            // That one has no table.
            if (!(entity instanceof UnionSubclassEntityPersister && entity.isAbstract())) {
                found.add((AbstractEntityPersister) entity);
            }
        });
        metamodel.forEachCollectionDescriptor(found::add);
        return List.copyOf(found.tables.values());
    }

    private void add(AbstractEntityPersister entity) {
        var key = key(entity);
        var home = entity.physicalTableNameForMutation(key);
        Map<String, List<String>> keys = new LinkedHashMap<>();
        entity.forEachTableDetails(table -> {
            List<String> columns = new ArrayList<>();
            table.getKeyDetails().getKeyColumns().forEach(column -> columns.add(column.getColumnName()));
            keys.put(table.getTableName(), columns);
        });
        keys.forEach((
                table,
                columns) -> put(table.equals(home)
                        ? new MappedTable(name(entity), table, Optional.of(key), Optional.empty(), columns, List.of())
                        : new MappedTable(name(entity), table, Optional.empty(), Optional.of(home), columns,
                                keys.getOrDefault(home, List.of()))));
    }

    private void put(MappedTable table) {
        var other = tables.putIfAbsent(table.name(), table);
        if (other != null && !column(other).equals(column(table))) {
            throw new MoveException("table %s has rows of %s and of %s, whose keys are not in the same column"
                    .formatted(table.name(), other.entity(), table.entity()));
        }
    }

    private static String column(MappedTable table) {
        return table.key().map(SelectableMapping::getSelectionExpression).orElse("");
    }

    private static String name(EntityPersister entity) {
        return Optional.ofNullable(entity.getImportedName()).orElse(entity.getEntityName());
    }

    private SelectableMapping key(AbstractEntityPersister entity) {
        var path = path(entity);
        List<SelectableMapping> columns = new ArrayList<>();
        // A joined subclass has the id in its own table too, but the root's is where all rows are.
        var root = (AbstractEntityPersister) entity.getRootEntityDescriptor().getEntityPersister();
        (entity instanceof UnionSubclassEntityPersister ? find(entity, path)
                : find(root, path).or(() -> find(entity, path)))
                .orElseThrow(
                        () -> new MoveException("entity %s has no attribute '%s'; name the one that decides in shard-by"
                                .formatted(name(entity), path)))
                .forEachSelectable((_, column) -> columns.add(column));
        if (columns.size() != 1 || columns.getFirst().isFormula()) {
            throw new MoveException(
                    "attribute '%s' of entity %s is not in one column of its table".formatted(path, name(entity)));
        }
        return columns.getFirst();
    }

    private static Optional<ModelPart> find(AbstractEntityPersister entity, String path) {
        Optional<ModelPart> part = Optional.of(entity);
        for (var name : path.split("\\.", -1)) {
            part = part.flatMap(whole -> whole instanceof ModelPartContainer container
                    ? Optional.ofNullable(container.findSubPart(name, null))
                    : Optional.empty());
        }
        return part;
    }

    private String path(EntityPersister entity) {
        var named = Optional.ofNullable(shardBy.get(name(entity)));
        var root = entity.getSuperMappingType() == null ? Optional.<String>empty()
                : Optional.ofNullable(shardBy.get(name(entity.getRootEntityDescriptor().getEntityPersister())));
        return named.or(() -> root)
                .or(() -> Optional.ofNullable(shardBy.get(ALL)))
                .orElseThrow(
                        () -> new MoveException("nothing says which attribute of entity %s decides; name it in shard-by"
                                .formatted(name(entity))));
    }

    private void add(CollectionPersister collection) {
        var attribute = collection.getAttributeMapping();
        if (collection.isOneToMany() || collection.isInverse() || attribute.getSeparateCollectionTable() == null) {
            return;
        }
        var key = attribute.getKeyDescriptor();
        var owner = (AbstractEntityPersister) collection.getOwnerEntityPersister();
        if (owner instanceof UnionSubclassEntityPersister && owner.hasSubclasses()) {
            throw new MoveException(
                    "the rows of %s may belong to rows of several tables".formatted(collection.getRole()));
        }
        var target = owner instanceof UnionSubclassEntityPersister ? owner.getRootTableName() : key.getTargetTable();
        put(new MappedTable(name(owner), attribute.getSeparateCollectionTable(), Optional.empty(), Optional.of(target),
                columns(key.getKeyPart()), columns(key.getTargetPart())));
    }

    private static List<String> columns(ModelPart part) {
        List<String> columns = new ArrayList<>();
        part.forEachSelectable((_, column) -> columns.add(column.getSelectionExpression()));
        return columns;
    }
}
