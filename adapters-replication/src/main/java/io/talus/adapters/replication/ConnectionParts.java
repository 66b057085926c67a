package io.talus.adapters.replication;

import io.talus.application.port.EventLoop;

/** What all connections of a node share. */
record ConnectionParts(EventLoop loop, QueueLimits limits, StrangerLog strangers) {}
