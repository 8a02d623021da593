package dev.rowhouse.shard;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** Has its key in an id of two attributes. */
@Entity
class Vote {
    /** Which blog, and who. */
    @Embeddable
    record Key(long blogId, String voter) {}

    @EmbeddedId
    Key id;

    int weight;

    Vote(long blogId, String voter, int weight) {
        this.id = new Key(blogId, voter);
        this.weight = weight;
    }

    protected Vote() {
        id = new Key(0, "");
    }
}
