/** Resource links, known both ways: what befalls a table or a database befalls what shows it. */
package io.gluesnow.flink.links;
