/**
 * The settings of a node: what redis.conf holds and CONFIG GET and SET show. Pure: files are read
 * and written elsewhere.
 */
@NullMarked
package io.talus.application.settings;

import org.jspecify.annotations.NullMarked;
