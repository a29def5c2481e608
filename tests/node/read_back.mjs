// Reads one exported file (by its extension) and prints what it holds as JSON.
// node read_back.mjs FILE
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const {MultiGraph} = require('graphology');
const file = process.argv[2];
const text = readFileSync(file, 'utf-8');

function told(graph) {
  return {
    order: graph.order,
    size: graph.size,
    type: graph.type,
    about: graph.getAttributes(),
    nodes: graph.mapNodes((id, attributes) => ({id, ...attributes})),
    edges: graph.mapEdges((id, attributes, from, to) => ({id, from, to, ...attributes})),
  };
}

function read() {
  // Gephi Lite's way: a multigraph, whatever the file's own type.
  if (file.endsWith('.gexf')) return told(require('graphology-gexf').parse(MultiGraph, text));
  if (file.endsWith('.graphml')) return told(require('graphology-graphml').parse(MultiGraph, text));
  const cytoscape = require('cytoscape');
  const graph = cytoscape({headless: true, ...JSON.parse(text)});
  return {
    order: graph.nodes().length,
    size: graph.edges().length,
    about: graph.data(),
    nodes: graph.nodes().map((node) => ({...node.data(), ...node.position()})),
    edges: graph.edges().map((edge) => edge.data()),
  };
}

console.log(JSON.stringify(read()));
