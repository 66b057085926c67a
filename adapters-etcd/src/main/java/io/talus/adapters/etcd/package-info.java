/**
 * The cluster's metadata on etcd: {@link io.talus.adapters.etcd.EtcdMetadataStore}.
 *
 * <p>It speaks etcd's own protocol through the stubs that come with jetcd, and not through jetcd's
 * client. That one tries again by itself, sets no deadline, and does not say whether a transaction
 * that failed had been sent, but that is what the difference between "failed" and "unknown" is
 * about; and its watches go on by themselves in ways that have lost events (jetcd issue 1055).
 */
@NullMarked
package io.talus.adapters.etcd;

import org.jspecify.annotations.NullMarked;
