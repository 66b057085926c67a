/**
 * The shape of a slot's replicated log: which index was written in which epoch. The bytes lie in
 * the binlog.
 */
@NullMarked
package io.talus.domain.replication.log;

import org.jspecify.annotations.NullMarked;
