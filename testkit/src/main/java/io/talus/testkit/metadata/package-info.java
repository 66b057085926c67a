/** The contract of {@link io.talus.application.port.MetadataStore}. */
@NullMarked
package io.talus.testkit.metadata;

import org.jspecify.annotations.NullMarked;
