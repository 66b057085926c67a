/** The cluster's manager: who of those that could be it is. */
@NullMarked
package io.talus.application.manager;

import org.jspecify.annotations.NullMarked;
