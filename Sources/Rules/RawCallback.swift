internal import Contract
internal import Facts
package import Findings
internal import SourceText

package enum RawCallback: Rule {
    package static let description = RuleDescription(
        id: "raw-callback", severity: .error, kind: .correctness,
        summary: "the callback is called outside of the helper",
        rationale: """
            The callback is optional. Only the helper checks whether a driver has it, and knows what to do if not.
            """,
        source: "include/linux/ntb.h, ntb_get_dma_dev()",
        breaks: [
            RuleExample(
                "through the ops table",
                code: """
                    #include <linux/ntb.h>

                    struct device *client_device(struct ntb_dev *ntb)
                    {
                    	return ntb->ops->get_dma_dev(ntb); /* !! */
                    }
                    """),
            RuleExample(
                "through a local variable",
                code: """
                    #include <linux/ntb.h>

                    struct device *client_device(struct ntb_dev *ntb)
                    {
                    	struct device *(*get)(struct ntb_dev *) = ntb->ops->get_dma_dev;

                    	return get ? get(ntb) : NULL; /* !! */
                    }
                    """),
        ],
        keeps: [
            RuleExample(
                "the helper is asked",
                code: """
                    #include <linux/ntb.h>

                    struct device *client_device(struct ntb_dev *ntb)
                    {
                    	return ntb_get_dma_dev(ntb);
                    }
                    """)
        ])

    package static func check(_ state: AnalysedState) -> [Finding] {
        guard let helper = state.contract.helper else { return [] }
        let contract = state.contract
        return state.units.flatMap { unit in
            let parts = parts(of: helper.name, in: unit)
            return unit.functions.filter { !parts.contains($0.name) }.flatMap { function in
                calls(of: contract, in: function).map { place in
                    Finding(
                        rule: description, location: place, function: function.name,
                        message: ".\(contract.member) is called here and not by \(helper.name)()",
                        key: contract.member)
                }
            }
        }
    }

    /// The helper and the static functions that only it and its other parts call.
    private static func parts(of helper: String, in unit: UnitFacts) -> Set<String> {
        var callers: [String: Set<String>] = [:]
        for function in unit.functions {
            for block in function.blocks {
                for case .call(let call) in block.instructions.map(\.operation) {
                    guard case .function(let name) = call.callee else { continue }
                    callers[name, default: []].insert(function.name)
                }
            }
        }
        var parts: Set<String> = [helper]
        guard unit.functions.contains(where: { $0.name == helper }) else { return parts }
        var isGrown = true
        while isGrown {
            let more = unit.functions.filter { function in
                function.isStatic && !parts.contains(function.name)
                    && callers[function.name].map { $0.isSubset(of: parts) } ?? false
            }
            parts.formUnion(more.map(\.name))
            isGrown = !more.isEmpty
        }
        return parts
    }

    private static func calls(of contract: Contract, in function: Function) -> [Location] {
        var holders: Set<LocalID> = []
        for block in function.blocks {
            for instruction in block.instructions {
                if case .store(.local(let local), let value) = instruction.operation,
                    isCallback(value, contract)
                {
                    holders.insert(local)
                }
            }
        }
        return function.blocks.flatMap { block in
            block.instructions.compactMap { instruction in
                guard case .call(let call) = instruction.operation,
                    case .pointer(let value) = call.callee
                else { return nil }
                if isCallback(value, contract) { return instruction.location }
                if case .load(.local(let local), _) = value, holders.contains(local) {
                    return instruction.location
                }
                return nil
            }
        }
    }

    private static func isCallback(_ value: Expression, _ contract: Contract) -> Bool {
        switch value {
        case .load(.field(_, let field), _):
            field.name == contract.member && field.record.tag == contract.struct
        case .convert(let inner, _): isCallback(inner, contract)
        default: false
        }
    }
}
