/** The keyspace as plain sorted maps: slow, obvious, and what every store is compared with. */
@NullMarked
package io.talus.testkit.model;

import org.jspecify.annotations.NullMarked;
