-- Services of which something else reached production than was known before.
INSERT INTO touched_gated
SELECT c.service_id
FROM (
  (SELECT * FROM pd_went EXCEPT SELECT * FROM pd_goes)
  UNION
  (SELECT * FROM pd_goes EXCEPT SELECT * FROM pd_went)
) c;
