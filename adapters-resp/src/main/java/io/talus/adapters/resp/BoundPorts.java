package io.talus.adapters.resp;

/** The ports that were bound; 0 where none was. */
public record BoundPorts(int port, int tlsPort, int clusterPort) {}
