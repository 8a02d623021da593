@NullMarked
package dev.rowhouse.instance.rest;

import org.jspecify.annotations.NullMarked;
