package dev.rowhouse.apps.conduit.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The key that this instance signs its tokens with: one row, made at the first start. */
@Entity
@Table(name = "signing_key")
class SigningKey {
    static final long ONLY = 1;
    static final int BYTES = 32;

    @Id
    private long id = ONLY;

    @Column(nullable = false, length = BYTES)
    private byte[] secret = {};

    /** For the ORM. */
    protected SigningKey() {}

    SigningKey(byte[] secret) {
        this.secret = secret.clone();
    }

    byte[] secret() {
        return secret.clone();
    }
}
