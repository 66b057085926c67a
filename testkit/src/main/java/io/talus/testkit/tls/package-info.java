/** Keys and certificates for tests of what speaks TLS. */
@NullMarked
package io.talus.testkit.tls;

import org.jspecify.annotations.NullMarked;
