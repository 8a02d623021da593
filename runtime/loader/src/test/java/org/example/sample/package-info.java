/** What apps in jars are made of, for tests. */
@NullMarked
package org.example.sample;

import org.jspecify.annotations.NullMarked;
