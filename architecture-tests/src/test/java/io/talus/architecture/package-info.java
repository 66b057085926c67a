/** The walls between the modules, and how the sources have to look. */
@NullMarked
package io.talus.architecture;

import org.jspecify.annotations.NullMarked;
