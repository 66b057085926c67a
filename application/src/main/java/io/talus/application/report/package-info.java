/** What INFO tells, section by section. */
@NullMarked
package io.talus.application.report;

import org.jspecify.annotations.NullMarked;
