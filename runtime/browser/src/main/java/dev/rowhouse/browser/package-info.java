/**
 * What an instance gives to browsers and gets back: login sessions, cookies, signed tokens.
 *
 * <p>{@link dev.rowhouse.browser.BrowserWall} stands between one start of an instance and its browsers;
 * {@link dev.rowhouse.browser.InstanceSigner} signs with keys of the instance.
 */
@NullMarked
package dev.rowhouse.browser;

import org.jspecify.annotations.NullMarked;
