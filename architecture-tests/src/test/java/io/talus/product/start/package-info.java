/** What a node does with what it finds: settings, a folder in use, a log, a copy. */
package io.talus.product.start;
