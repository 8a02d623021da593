/**
 * People and where they live, with a log of every change: an app to look at, to copy from and to test with.
 *
 * <p>Start with {@link dev.rowhouse.apps.guestbook.GuestbookApp}, then read along a request: {@code GuestbookRoutes} and
 * {@code SameOrigin} (the door), {@code PeopleResource} and {@code LogResource} (JSON), {@code HomePage} and
 * {@code HomeView} (HTML), {@code People} and {@code Journal} (the data), {@code Person}, {@code Address} and
 * {@code Entry} (the entities). {@code NewPerson} says what is acceptable.
 */
@NullMarked
package dev.rowhouse.apps.guestbook;

import org.jspecify.annotations.NullMarked;
