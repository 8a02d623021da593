package dev.rowhouse.route;

import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SqlResultSetMapping;

/** In all engines. */
@Entity
@NamedQuery(name = "Country.all", query = "from Country", resultClass = Country.class)
@NamedNativeQuery(name = "Country.sql", query = "select * from Country", resultClass = Country.class)
@NamedNativeQuery(name = "Country.count", query = "select count(*) from Country", resultClass = Long.class)
@NamedEntityGraph(name = "Country.graph")
@SqlResultSetMapping(name = "Country.codes", columns = @ColumnResult(name = "code"))
class Country {
    @Id
    String code;

    String name;

    Country(String code, String name) {
        this.code = code;
        this.name = name;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Country() {}

    String name() {
        return name;
    }
}
