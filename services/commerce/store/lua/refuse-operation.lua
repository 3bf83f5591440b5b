-- Answers an operation with a refusal for ever, unless it has been done: so that money that was taken for it can be
-- given back without the act being done after all.
--
-- args: { refusal = the answer }
-- result: the first one, where the act has been done
-- refused: …refusal

local early = opened()
if early then return early end
return answered(cjson.encode(args.refusal))
