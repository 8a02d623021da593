package dev.rowhouse.route;

import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SqlResultSetMapping;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** In the engine {@code log} alone. */
@Entity
@NamedQuery(name = "Entry.all", query = "from Entry", resultClass = Entry.class)
@NamedQuery(name = "Entry.remove", query = "delete from Entry")
@NamedNativeQuery(name = "Entry.sql", query = "select * from Entry", resultClass = Entry.class)
@NamedEntityGraph(name = "Entry.graph")
@SqlResultSetMapping(name = "Entry.ids", columns = @ColumnResult(name = "id"))
class Entry extends Dated {
    @Id
    long id;

    @NaturalId
    @Nullable
    String line;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Entry cause;

    @OneToMany(mappedBy = "cause")
    List<Entry> effects = new ArrayList<>();

    Entry(long id) {
        this.id = id;
    }

    @SuppressWarnings("unused") // Hibernate's.
    protected Entry() {}

    @Nullable
    String line() {
        return line;
    }
}
