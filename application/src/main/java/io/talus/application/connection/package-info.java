/**
 * Commands on the connection: what a client selects, proves, is called and queues; and on other
 * connections (CLIENT).
 */
@NullMarked
package io.talus.application.connection;

import org.jspecify.annotations.NullMarked;
