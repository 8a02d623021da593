/**
 * A small shop, the app whose instances are measured: {@link dev.rowhouse.bench.shop.Counter} is what it does, wherever it is
 * hosted; {@link dev.rowhouse.bench.shop.ShopApp} makes an app of Rowhouse of it, and is of no use elsewhere.
 */
@NullMarked
package dev.rowhouse.bench.shop;

import org.jspecify.annotations.NullMarked;
