/** JMH benchmarks of the parts that every command goes through. */
@NullMarked
package io.talus.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
