/** Commands on the node itself, what it tells about itself, and how it is put together. */
@NullMarked
package io.talus.application.server;

import org.jspecify.annotations.NullMarked;
