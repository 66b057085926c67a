package io.talus.adapters.replication;

import java.nio.file.Path;

/**
 * TLS between nodes: each shows its certificate to the other, whoever has made the connection.
 *
 * @param certificate the node's, PEM
 * @param key its private key, PEM
 * @param authorities who may have signed the certificates of nodes, PEM
 */
public record PeerTls(Path certificate, Path key, Path authorities) {}
