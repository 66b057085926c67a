/**
 * The words of the cluster's metadata: entries, changes and what comes of them. Values only; they
 * are kept by who implements {@link io.talus.application.port.MetadataStore}.
 */
@NullMarked
package io.talus.application.metadata;

import org.jspecify.annotations.NullMarked;
