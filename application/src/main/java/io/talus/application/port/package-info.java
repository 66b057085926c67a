/**
 * The ports: what the application needs of the world, each with an in-memory twin and a contract
 * suite in the testkit. They speak the domain's types, and say which thread calls them.
 */
@NullMarked
package io.talus.application.port;

import org.jspecify.annotations.NullMarked;
