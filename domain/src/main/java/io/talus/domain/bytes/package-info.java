/** Immutable byte strings: what keys, values, fields and members are made of. */
@NullMarked
package io.talus.domain.bytes;

import org.jspecify.annotations.NullMarked;
