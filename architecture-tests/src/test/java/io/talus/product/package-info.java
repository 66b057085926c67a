/**
 * The whole product as its users meet it: a server in a process of its own, spoken to over sockets
 * by clients, killed, damaged, flooded and started again. Each sub-package is one promise.
 */
package io.talus.product;
