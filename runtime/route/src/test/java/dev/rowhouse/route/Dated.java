package dev.rowhouse.route;

import jakarta.persistence.MappedSuperclass;

/** Extended by entities of one engine. */
@MappedSuperclass
abstract class Dated {
    int stamp;
}
