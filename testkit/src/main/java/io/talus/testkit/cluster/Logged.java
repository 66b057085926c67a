package io.talus.testkit.cluster;

import java.util.Optional;

/** An entry with its contents; those that open an epoch or change the membership have none. */
record Logged(long epoch, Optional<Put> put) {}
