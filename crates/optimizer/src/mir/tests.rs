//! Graphs made by hand: the printer's form and what the verifier refuses.

use super::*;
use ogive_base::Idx;

/// `for (i = argument; i < 10; i++); return i`
fn counting() -> Graph {
    let mut graph = Graph::new(Entry::Call);
    let (entry, head, body, end) = (graph.entry_block, graph.new_block(), graph.new_block(), graph.new_block());
    let argument = graph.append(entry, Op::LoadFrame { word: 8 }, None);
    let code = ogive_bytecode::Code::default();
    let code = graph.codes.push(graph::InlinedCode { cell: Cell(0), code: code.into(), name: "f".into(), failures: vec![] });
    let state = |graph: &mut Graph, unit, value| {
        let registers = vec![(8, StateValue::Node(value))];
        let state = FrameState { code, unit, mode: Mode::Before, window: 0, caller: None, argc: 0, flags: 0, handled: false, registers };
        let state = graph.states.push(state);
        Some(graph.exits.push(Exit { reason: ExitReason::Overflow, state, site: (code, unit), hoisted: false }))
    };
    let exit = state(&mut graph, 0, argument);
    let first = graph.append(entry, Op::CheckInt32 { value: argument }, exit);
    graph.blocks[entry].terminator = Terminator::Jump(Edge { block: head, arguments: vec![first] });
    let i = graph.add_parameter(head, Repr::Int32);
    graph.blocks[head].is_loop = true;
    let ten = graph.append(head, Op::Int32Constant { value: 10 }, None);
    let condition = graph.append(head, Op::Int32Compare { lhs: i, rhs: ten, condition: Condition::Less }, None);
    graph.blocks[head].terminator =
        Terminator::Branch { condition, yes: Edge::to(body), no: Edge::to(end), likely: Likely::Yes };
    let one = graph.append(body, Op::Int32Constant { value: 1 }, None);
    let exit = state(&mut graph, 3, i);
    let next = graph.append(body, Op::CheckedInt32Add { lhs: i, rhs: one }, exit);
    graph.blocks[body].terminator = Terminator::Jump(Edge { block: head, arguments: vec![next] });
    let result = graph.append(end, Op::BoxInt32 { value: i }, None);
    graph.blocks[end].terminator = Terminator::Return(result);
    graph
}

#[test]
fn the_printed_form() {
    let graph = counting();
    verify(&graph).unwrap();
    let expected = "\
mir f, call
b0:
  v0 = LoadFrame word=8
  v1 = CheckInt32 v0                   ? Overflow @0 {8: v0}
  jump b1(v1)
b1(v2: Int32): loop
  v3 = Int32Constant value=10
  v4 = Int32Compare v2 v3 condition=Less
  branch v4 ? b2 : b3 likely
b2:
  v5 = Int32Constant value=1
  v6 = CheckedInt32Add v2 v5           ? Overflow @3 {8: v2}
  jump b1(v6)
b3:
  v7 = BoxInt32 v2
  return v7
";
    assert_eq!(print(&graph), expected);
}

#[test]
fn dominators_and_loops() {
    let graph = counting();
    let dominators = order::Dominators::of(&graph);
    let block = BlockId::new;
    assert!(dominators.dominates(block(1), block(3)) && dominators.dominates(block(0), block(2)));
    assert!(!dominators.dominates(block(2), block(3)));
    let loops = order::loops(&graph, &dominators);
    assert_eq!(loops.len(), 1);
    assert_eq!(loops[0].blocks.iter().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_the_verifier_refuses() {
    let refused = |break_it: fn(&mut Graph), message: &str| {
        let mut graph = counting();
        break_it(&mut graph);
        let error = verify(&graph).expect_err(message);
        assert!(error.contains(message), "{error}");
    };
    refused(|g| g.nodes[NodeId::new(6)].exit = None, "exit is missing");
    refused(|g| g.nodes[NodeId::new(4)].op = Op::SameBits { lhs: NodeId::new(2), rhs: NodeId::new(3) }, "not Tagged");
    refused(|g| g.blocks[BlockId::new(3)].terminator = Terminator::Return(NodeId::new(2)), "is Int32");
    refused(|g| g.nodes[NodeId::new(7)].op = Op::BoxInt32 { value: NodeId::new(6) }, "does not come before");
    refused(|g| g.blocks[BlockId::new(2)].terminator = Terminator::Jump(Edge::to(BlockId::new(1))), "0 arguments for 1");
    refused(|g| g.blocks[BlockId::new(3)].terminator = Terminator::None, "is missing");
}
