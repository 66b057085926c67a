/** What Talus does, on top of the domain: commands, their execution, and the ports. */
@NullMarked
package io.talus.application;

import org.jspecify.annotations.NullMarked;
