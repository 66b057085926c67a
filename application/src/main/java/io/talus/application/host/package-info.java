/** What a node needs of the process and the machine it lives in; bootstrap implements it. */
@NullMarked
package io.talus.application.host;

import org.jspecify.annotations.NullMarked;
