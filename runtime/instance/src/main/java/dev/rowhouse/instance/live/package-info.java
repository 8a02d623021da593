/**
 * The connections of one start of an instance that outlive their request: WebSockets and streams of server-sent events. What they are told
 * is moved by I/O threads, which wait for nothing; what the app does about it runs in the instance's own threads and scope.
 */
@NullMarked
package dev.rowhouse.instance.live;

import org.jspecify.annotations.NullMarked;
