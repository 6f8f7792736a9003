internal import Contract
internal import Facts
package import Findings
internal import SourceText

package enum ContractDoc: Rule {
    package static let description = RuleDescription(
        id: "contract-doc", severity: .warning, kind: .completeness,
        summary: "kernel-doc lacks the member, the helper, or the promise that the rules check",
        rationale: """
            A promise that no comment states is one that the next driver's author can't know of. The struct's \
            kernel-doc has to describe the callback, the helper needs one of its own, and one of them has to say what \
            an implementation may return.
            """,
        source: "Documentation/doc-guide/kernel-doc.rst",
        breaks: [
            RuleExample(
                "neither comment mentions NULL", headers: .replaced,
                code: header(member: "@get_dma_dev: See ntb_get_dma_dev().", promise: "")),
            RuleExample(
                "what it may return is no promise", headers: .replaced,
                code: header(
                    member: "@get_dma_dev: See ntb_get_dma_dev().",
                    promise: "It may return NULL, which is not an error.")),
        ],
        keeps: [
            RuleExample(
                "the promise is in the helper's comment", headers: .replaced,
                code: header(
                    member: "@get_dma_dev: See ntb_get_dma_dev().",
                    promise: "Drivers that implement it must return a non-NULL pointer.")),
            RuleExample(
                "the promise in other words", headers: .replaced,
                code: header(
                    member: "@get_dma_dev: See ntb_get_dma_dev().",
                    promise: "An implementation is not allowed to give NULL back to its caller.")),
            RuleExample(
                "the promise over two lines", headers: .replaced,
                code: header(
                    member: "@get_dma_dev: See ntb_get_dma_dev().",
                    promise: "Drivers that implement it must return a non-\n * NULL pointer.")),
        ])

    private static func header(member: String, promise: String) -> String {
        """
        struct device;
        struct ntb_dev;

        /**
         * struct ntb_dev_ops - callbacks of a driver
         * \(member)
         */
        struct ntb_dev_ops {
        	struct device *(*get_dma_dev)(struct ntb_dev *ntb);
        };

        struct ntb_dev {
        	struct device *parent;
        	const struct ntb_dev_ops *ops;
        };

        /**
         * ntb_get_dma_dev() - the device for the DMA API
         * @ntb: the device
         *
         * \(promise)
         */
        static inline struct device *ntb_get_dma_dev(struct ntb_dev *ntb)
        {
        	if (!ntb->ops->get_dma_dev)
        		return ntb->parent;
        	return ntb->ops->get_dma_dev(ntb);
        }
        """
    }

    package static func check(_ state: AnalysedState) -> [Finding] {
        let contract = state.contract
        // Who asks for no promise need not find one.
        guard contract.documentation != nil || contract.returns.null == .never else { return [] }
        guard state.callbackExists, let record = state.opsRecord, let place = record.location,
            let header = TreePath(contract.header)
        else { return [] }
        var found: [Finding] = []
        func say(_ location: Location, _ message: String, key: String) {
            found.append(
                Finding(rule: description, location: location, message: message, key: key))
        }
        let structDoc = state.docs.first { $0.name == contract.struct }
        let memberText = structDoc?.members[contract.member]
        if memberText == nil {
            say(
                structDoc?.location ?? place,
                "the kernel-doc of struct \(contract.struct) does not describe @\(contract.member)",
                key: "member")
        }
        let helperDoc = contract.helper.flatMap { helper in
            state.docs.first { $0.name == helper.name }
        }
        if let helper = contract.helper, helperDoc == nil {
            let definitions = state.units.flatMap(\.functions).filter { $0.name == helper.name }
            if let definition = definitions.first(where: { $0.location.file == header }) {
                say(definition.location, "\(helper.name)() has no kernel-doc", key: "helper")
            } else if definitions.isEmpty {
                // The comments of another file, where it may be, are not read.
                say(place, "\(contract.header) has no \(helper.name)()", key: "no helper")
            }
        }
        guard let phrases = contract.documentation?.promise else { return found }
        let said = ((memberText ?? "") + " . " + (helperDoc?.text ?? "")).lowercased()
            .replacing("- ", with: "-")
        // What the helper itself returns is no promise of the callback's.
        let promised =
            said.firstRange(of: " return: ").map { String(said[..<$0.lowerBound]) } ?? said
        if !phrases.contains(where: { said.contains($0.lowercased()) }),
            !Promise.isMade(in: promised)
        {
            say(
                helperDoc?.location ?? structDoc?.location ?? place,
                "no kernel-doc says that .\(contract.member) must not return NULL", key: "promise")
        }
        return found
    }
}

/// Whether words promise that something is never NULL, however they put it.
enum Promise {
    static func isMade(in text: String) -> Bool {
        text.split(whereSeparator: { ".;:!?".contains($0) }).contains { isMade(by: String($0)) }
    }

    /// - Parameter sentence: in lower case.
    private static func isMade(by sentence: String) -> Bool {
        let plain = sentence.filter { !"%`*'\",()".contains($0) }
        let words = plain.split(whereSeparator: \.isWhitespace).map(String.init)
        guard
            words.contains(where: { !obligations.isDisjoint(with: [$0]) || negations.contains($0) })
        else { return false }
        // "May be left NULL" is a permission.
        let permits = zip(words, words.dropFirst()).contains {
            permissions.contains($0) && $1 != "not" && $1 != "never"
        }
        if permits { return false }
        for null in [
            "non-null", "nonnull", "non null", "not null", "valid pointer", "valid device",
            "valid struct device",
        ]
        where plain.contains(null) {
            return true
        }
        guard let place = words.firstIndex(where: { $0.hasPrefix("null") }) else { return false }
        // "Must return NULL if ..." promises something else.
        return words.indices.contains {
            abs($0 - place) <= nearest && negations.contains(words[$0])
        }
    }

    private static let obligations: Set<String> = [
        "must", "shall", "has", "have", "should", "always", "guaranteed", "guarantees", "required",
        "expected", "needs",
        "need",
    ]
    private static let negations: Set<String> = [
        "not", "never", "cannot", "cant", "mustnt", "forbidden", "no", "isnt", "wont", "prohibited",
        "disallowed",
    ]
    private static let permissions: Set<String> = ["may", "can", "might", "could"]
    private static let nearest = 7
}
